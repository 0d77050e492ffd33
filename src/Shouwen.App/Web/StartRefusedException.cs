namespace Shouwen.App.Web;

/// <summary>The program cannot or must not start as it is configured; the message says what to change.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
