using Shouwen.Policies;

namespace Shouwen.App.Cli;

/// <summary>Opens the rule book for a command and tells on standard error what is wrong with it.</summary>
internal static class RuleBooks
{
    /// <summary>Null, after a message, where the folders cannot be found or hold mistakes.</summary>
    public static RuleBook? Open(string? root)
    {
        try
        {
            var book = RuleBook.Open(Roots.Find(root));
            foreach (var problem in book.Problems)
            {
                Console.Error.WriteLine(problem);
            }

            return book.Problems.Count == 0 ? book : null;
        }
        catch (Exception e) when (e is IOException or CalendarFileException)
        {
            Console.Error.WriteLine(e.Message);
            return null;
        }
    }
}
