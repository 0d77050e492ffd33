namespace Shouwen.App.Features.SignIn;

/// <summary>Who knocks: the name as typed (keyed, for people type passwords there too), where from and with what.</summary>
/// <param name="NameKey">Empty when no name was given.</param>
/// <param name="Address">IP address, or "".</param>
/// <param name="Device">Chrome · Windows</param>
/// <param name="KnownDevice">Id of this browser, if the person of that name has signed in with it before.</param>
public sealed record Visitor(byte[] NameKey, string Address, string Device, string? KnownDevice);
