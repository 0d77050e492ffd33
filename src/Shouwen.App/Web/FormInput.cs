using System.Globalization;

namespace Shouwen.App.Web;

/// <summary>What <see cref="FormStamp"/> hides in a form, as it comes back.</summary>
public static class FormInput
{
    public const string VersionField = "_version";
    public const string KeyField = "_key";

    /// <summary>The version that the form showed, or null when there is none.</summary>
    public static int? Version(IFormCollection form) => int.TryParse(form[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>The one-time key, or null.</summary>
    public static string? Key(IFormCollection form) => form[KeyField] is [{ Length: > 0 and <= 64 } key] ? key : null;
}
