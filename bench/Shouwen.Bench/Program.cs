using System.CommandLine;
using Shouwen.Bench;
using Shouwen.Testing;

var database = new Option<string>("--database") { Description = "sqlite or postgresql", DefaultValueFactory = _ => "sqlite" };
var connection = new Option<string?>("--connection") { Description = "of a PostgreSQL server with fsync on; a database is made in it and removed" };
var seconds = new Option<int>("--seconds") { Description = "of each measurement, after one of warming up", DefaultValueFactory = _ => 5 };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
var command = new RootCommand("How many complaints a second are taken in, beside what the database itself can do") { database, connection, seconds, rounds };
command.SetAction(async (parsed, cancellation) =>
{
    if (parsed.GetValue(connection) is { } server)
    {
        Environment.SetEnvironmentVariable("SHOUWEN_TEST_POSTGRES", server);
    }

    var kind = parsed.GetValue(database) == "postgresql" ? Database.PostgreSql : Database.Sqlite;
    await using var store = await TestDatabase.CreateAsync(kind);
    await Comparison.RunAsync(store, parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation);
});
return await command.Parse(args).InvokeAsync();
