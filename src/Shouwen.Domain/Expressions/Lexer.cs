using System.Globalization;

namespace Shouwen.Domain.Expressions;

internal enum TokenKind { Word, Number, Text, Symbol, End }

/// <param name="Offset">0-based place of the token in its text.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset)
{
    public decimal Number => decimal.Parse(Text, CultureInfo.InvariantCulture);
}

/// <summary>A mistake in an expression.</summary>
/// <param name="message">A Chinese sentence.</param>
/// <param name="offset">0-based place in the text.</param>
public sealed class ExpressionException(string message, int offset) : Exception(message)
{
    public int Offset { get; } = offset;
}

internal static class Lexer
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "=", "<", ">", "(", ")", "[", "]", ",", "+", "*", "-", "."];

    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var token = Next(text, i);
            tokens.Add(token);
            i += token.Text.Length + (token.Kind == TokenKind.Text ? 2 : 0);
        }

        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static Token Next(string text, int start)
    {
        var first = text[start];
        if (first is '"' or '\'')
        {
            var end = text.IndexOf(first, start + 1);
            return end < 0 ? throw new ExpressionException("引号没有结束", start) : new(TokenKind.Text, text[(start + 1)..end], start);
        }

        if (char.IsAsciiDigit(first))
        {
            var end = EndOf(text, start, c => char.IsAsciiLetterOrDigit(c) || c == '.');
            var word = text[start..end];
            return new(decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? TokenKind.Number : TokenKind.Word, word, start);
        }

        if (char.IsLetter(first))
        {
            return new(TokenKind.Word, text[start..EndOf(text, start, IsWordPart)].TrimEnd('-', '.'), start);
        }

        var symbol = Array.Find(Symbols, symbol => string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0);
        return symbol is null ? throw new ExpressionException($"不认识的符号“{first}”", start) : new(TokenKind.Symbol, symbol, start);
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '.' or '_';

    private static int EndOf(string text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end;
    }
}
