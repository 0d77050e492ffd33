using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>
/// What is on the disk when the power fails: all that was synced, and of what was not, any part. A library of ours (<c>powerloss.c</c>, loaded before the others) notes each write and
/// sync of a process that registers complaints; from its notes the test builds such disks and opens them. A kill would not do: the system would still write what it holds.
/// </summary>
[Claim(2)]
public sealed class PowerLossTests
{
    private const int Points = 50, Variants = 5;
    private const int Sector = 512;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Power_LostAtAnyMoment_TakesNothingThatWasAcknowledged()
    {
        var (trace, start) = await TraceAsync(synchronous: null);
        var random = new Random(2);
        var (acknowledged, least) = (0, trace.FindIndex(note => note.Kind == 'a'));
        for (var point = 0; point < Points; point++)
        {
            var until = random.Next(least + 1, trace.Count);
            for (var variant = 0; variant < Variants; variant++)
            {
                acknowledged += AssertKept(Disk(trace, until, start, variant, random), Acknowledged(trace, until));
            }
        }

        Assert.True(acknowledged > Points);
        TestContext.Current.TestOutputHelper?.WriteLine($"{trace.Count(note => note.Kind == 'w')} writes and {trace.Count(note => note.Kind == 's')} syncs noted, {Points} x {Variants} disks opened, {acknowledged} acknowledged complaints looked for in them");
    }

    /// <summary>The test can fail: a database that does not sync loses what it has acknowledged.</summary>
    [Fact]
    public async Task Power_LostByADatabaseThatDoesNotSync_IsNoticed()
    {
        var (trace, start) = await TraceAsync(synchronous: "off");

        Assert.NotEmpty(Acknowledged(trace, trace.Count));
        Assert.ThrowsAny<Exception>(() => AssertKept(Disk(trace, trace.Count, start, 0, new Random(2)), Acknowledged(trace, trace.Count)));
    }

    // A process registers for a while under the eyes of the library; each note is what was done, in the order in which it was done.
    private static async Task<(List<Note> Trace, byte[] Start)> TraceAsync(string? synchronous)
    {
        Scale.SkipUnlessNightly();
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        SqliteConnection.ClearAllPools();
        var (start, notes) = (await File.ReadAllBytesAsync(storage.Database.ConnectionString, Token), Path.Combine(storage.Database.Folder, "notes"));
        var program = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Shouwen.CrashChild.dll"), nameof(Database.Sqlite), storage.Database.Name, "power"]) { RedirectStandardOutput = true };
        program.Environment["LD_PRELOAD"] = await LibraryAsync(storage.Database.Folder);
        program.Environment["POWERLOSS_NOTES"] = notes;
        program.Environment["SHOUWEN_TEST_SYNCHRONOUS"] = synchronous;
        using var child = Process.Start(program)!; // it starts
        for (var lines = 0; lines < 200; lines++)
        {
            Assert.NotNull(await child.StandardOutput.ReadLineAsync(Token));
        }

        child.Kill();
        await child.WaitForExitAsync(Token);
        return ([.. Note.Read(notes)], start);
    }

    private static async Task<string> LibraryAsync(string folder)
    {
        var library = Path.Combine(folder, "powerloss.so");
        try
        {
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-O1", "-o", library, Path.Combine(AppContext.BaseDirectory, "powerloss.c"), "-ldl", "-lpthread"]);
            await compiler.WaitForExitAsync(Token);
            Assert.Equal(0, compiler.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no C compiler (cc) here: the library that notes writes cannot be built.");
        }

        return library;
    }

    /// <summary>The files as they may be on the disk: what was synced, and of the later writes none, all, or any of their sectors.</summary>
    private static Dictionary<string, byte[]> Disk(List<Note> trace, int until, byte[] start, int variant, Random random)
    {
        var files = new Dictionary<string, (MemoryStream Content, List<Note> Pending)>();
        Of("shouwen.db"); // which is there though nothing is written to it before its log is full
        foreach (var note in trace.Take(until).Where(note => note.Kind is 'w' or 's' or 't' && Name(note.Path) is not null))
        {
            var (content, pending) = Of(Name(note.Path)!); // it has one
            if (note.Kind == 's')
            {
                pending.ForEach(write => Apply(content, write, _ => true));
                pending.Clear();
            }
            else
            {
                pending.Add(note);
            }
        }

        foreach (var (content, pending) in files.Values)
        {
            pending.ForEach(write => Apply(content, write, variant switch { 0 => _ => false, 1 => _ => true, 2 => Whole(random.Next(2) == 0), _ => _ => random.Next(2) == 0 }));
        }

        return files.ToDictionary(file => file.Key, file => file.Value.Content.ToArray());

        (MemoryStream Content, List<Note> Pending) Of(string name)
        {
            if (!files.TryGetValue(name, out var file))
            {
                files[name] = file = (new MemoryStream(), []);
                file.Content.Write(name == "shouwen.db" ? start : []);
            }

            return file;
        }

        static Func<int, bool> Whole(bool isThere) => _ => isThere;
    }

    private static void Apply(MemoryStream content, Note note, Func<int, bool> isThere)
    {
        if (note.Kind == 't')
        {
            content.SetLength(isThere(0) ? note.Offset : content.Length);
            return;
        }

        for (var from = 0; from < note.Data.Length; from += Sector)
        {
            if (isThere(from))
            {
                content.Position = note.Offset + from; // a stream that is shorter is filled with zeros
                content.Write(note.Data, from, Math.Min(Sector, note.Data.Length - from));
            }
        }
    }

    // The index of the log is made anew from the log.
    private static string? Name(string path) => Path.GetFileName(path) is "shouwen.db" or "shouwen.db-wal" ? Path.GetFileName(path) : null;

    private static HashSet<string> Acknowledged(List<Note> trace, int until) =>
        [.. string.Concat(trace.Take(until).Where(note => note.Kind == 'a').Select(note => System.Text.Encoding.UTF8.GetString(note.Data))).Split('\n').SkipLast(1).Where(line => line.Contains(' ', StringComparison.Ordinal))];

    private static int AssertKept(Dictionary<string, byte[]> disk, HashSet<string> acknowledged)
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-disk-").FullName;
        try
        {
            foreach (var (name, content) in disk)
            {
                File.WriteAllBytes(Path.Combine(folder, name), content);
            }

            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "shouwen.db")};Pooling=False");
            connection.Open();
            Assert.Equal(["ok"], Rows(connection, "pragma integrity_check"));
            Assert.Empty(Rows(connection, "pragma foreign_key_check"));
            Assert.Empty(acknowledged.Except(Rows(connection, "select text.summary || ' ' || complaint.number from complaints complaint join complaint_texts text on text.stream_id = complaint.stream_id")));
            Assert.Equal(["0"], Rows(connection, "select count(*) from streams where version <> (select count(*) from journal where journal.stream_id = streams.id)")); // none is half there
            return acknowledged.Count;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture) ?? "");
        }

        return rows;
    }

    /// <summary>Something that the process did: <c>w</c> wrote, <c>s</c> synced, <c>t</c> cut to a length, <c>a</c> acknowledged (wrote to its output).</summary>
    private sealed record Note(char Kind, string Path, long Offset, byte[] Data)
    {
        public static IEnumerable<Note> Read(string file)
        {
            using var reader = new BinaryReader(File.OpenRead(file));
            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                var (kind, nameLength, offset, length) = ((char)reader.ReadByte(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32());
                var (name, data) = (reader.ReadBytes(nameLength), reader.ReadBytes(length));
                if (data.Length == length)
                {
                    yield return new(kind, System.Text.Encoding.UTF8.GetString(name), offset, data);
                }
            }
        }
    }
}
