using System.CommandLine;
using Shouwen.Bench;
using Shouwen.Testing;

var databases = new Option<string[]>("--database") { Description = "sqlite, postgresql", DefaultValueFactory = _ => ["sqlite", "postgresql"], AllowMultipleArgumentsPerToken = true };
var folder = new Option<string>("--folder") { Description = "Where filled databases are kept from one run to the next", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "shouwen-bench") };
var complaints = new Option<int[]>("--complaints") { Description = "Sizes to measure at", DefaultValueFactory = _ => [10_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
var parts = new Option<string[]>("--parts") { Description = "rules, intake, fill, pages, clocks, calendar", DefaultValueFactory = _ => ["rules", "intake", "fill", "pages", "clocks", "calendar"], AllowMultipleArgumentsPerToken = true };
var seconds = new Option<int>("--seconds") { Description = "of each rate", DefaultValueFactory = _ => 5 };
var due = new Option<int>("--due") { Description = "complaints with an alarm in the largest sweep", DefaultValueFactory = _ => 10_000 };
var command = new RootCommand("What Shouwen carries, beside what the database itself can do. PostgreSQL is the server that SHOUWEN_TEST_POSTGRES names.") { databases, folder, complaints, parts, seconds, due };
command.SetAction(async (parsed, cancellation) =>
{
    var (findings, wanted, at, length) = (new Findings(), parsed.GetValue(parts)!, Path.GetFullPath(parsed.GetValue(folder)!), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    var models = await Year.ModelsAsync(at, cancellation);
    if (wanted.Contains("rules"))
    {
        Derivations.Measure(models, length, findings);
    }

    foreach (var kind in parsed.GetValue(databases)!.Select(name => name == "postgresql" ? Database.PostgreSql : Database.Sqlite))
    {
        if (wanted.Contains("intake"))
        {
            await using var empty = await TestDatabase.CreateAsync(kind);
            await Intake.MeasureAsync(empty, length, findings, cancellation);
        }

        foreach (var size in parsed.GetValue(complaints)!)
        {
            var database = await Filling.OpenAsync(Path.Combine(at, $"{kind}_{size}".ToLowerInvariant()), kind);
            await using var workshop = await Workshop.OpenAsync(database, cancellation: cancellation);
            if (wanted.Contains("fill"))
            {
                await Filling.FillAsync(database, workshop, models, size, findings, cancellation);
            }

            if (wanted.Contains("pages"))
            {
                await Pages.MeasureAsync(database, workshop, size, findings, cancellation);
            }

            if (wanted.Contains("calendar"))
            {
                await Clocks.CalendarAsync(database, size, findings, cancellation);
            }

            if (wanted.Contains("clocks"))
            {
                await Clocks.MeasureAsync(database, size, parsed.GetValue(due), findings, cancellation);
            }
        }
    }

    Console.WriteLine(findings.Table());
});
return await command.Parse(args).InvokeAsync();
