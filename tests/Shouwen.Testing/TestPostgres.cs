namespace Shouwen.Testing;

/// <summary>The PostgreSQL server the tests may use; <c>./test</c> starts it.</summary>
public static class TestPostgres
{
    private const string Variable = "SHOUWEN_TEST_POSTGRES";

    /// <summary>Names the server's database <c>postgres</c>; tests make databases of their own beside it.</summary>
    public static string ConnectionString =>
        Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException(
            $"{Variable} is not set. Run the tests by ./test, or set it to what `build/postgres start` prints.");
}
