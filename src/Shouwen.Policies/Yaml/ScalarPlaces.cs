using Shouwen.Domain.Actions;

namespace Shouwen.Policies.Yaml;

/// <summary>Finds the characters of scalars in the text they were read from, so that a mistake within a long condition is shown where it stands.</summary>
internal sealed class ScalarPlaces(string text)
{
    private readonly List<int> starts = StartsOf(text);

    /// <summary>
    /// Follows the scalar and the text side by side, blanks aside, since folding changes only those. Where they part (an escape in double
    /// quotes), the start of the scalar has to do.
    /// </summary>
    public Position Locate(RawScalar scalar, int offset)
    {
        if (scalar.At.Line < 1 || scalar.At.Line > starts.Count)
        {
            return scalar.At;
        }

        var place = FirstCharacter(starts[scalar.At.Line - 1] + scalar.At.Column - 1, scalar.Quoted);
        var after = place;
        for (var i = 0; i < scalar.Text.Length && i <= offset; i++)
        {
            if (char.IsWhiteSpace(scalar.Text[i]))
            {
                after++;
                continue;
            }

            place = SkipBlanks(place);
            if (place >= text.Length || text[place] != scalar.Text[i])
            {
                return scalar.At;
            }

            if (i == offset)
            {
                return PositionOf(place);
            }

            after = ++place;
        }

        return PositionOf(after);
    }

    private int FirstCharacter(int start, bool quoted)
    {
        if (quoted)
        {
            return start + 1;
        }

        if (start >= text.Length || text[start] is not ('>' or '|'))
        {
            return start;
        }

        var end = text.IndexOf('\n', start);
        return end < 0 ? start : end + 1;
    }

    private int SkipBlanks(int place)
    {
        while (place < text.Length && char.IsWhiteSpace(text[place]))
        {
            place++;
        }

        return place;
    }

    private Position PositionOf(int place)
    {
        var line = starts.BinarySearch(place);
        line = line < 0 ? ~line - 1 : line;
        return new(line + 1, place - starts[line] + 1);
    }

    private static List<int> StartsOf(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }
}
