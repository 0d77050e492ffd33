using System.Text;

namespace Shouwen.App.Api;

/// <summary>Names are kebab-case inside and camelCase in JSON: <c>happened-at</c>, <c>happenedAt</c>.</summary>
internal static class JsonNames
{
    public static string ToCamel(string kebab)
    {
        var camel = new StringBuilder(kebab.Length);
        for (var i = 0; i < kebab.Length; i++)
        {
            var begins = kebab[i] == '-' && i + 1 < kebab.Length && i > 0;
            camel.Append(begins ? char.ToUpperInvariant(kebab[++i]) : kebab[i]);
        }

        return camel.ToString();
    }

    public static string ToKebab(string camel)
    {
        var kebab = new StringBuilder(camel.Length + 4);
        foreach (var letter in camel)
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                kebab.Append('-');
            }

            kebab.Append(char.ToLowerInvariant(letter));
        }

        return kebab.ToString();
    }
}
