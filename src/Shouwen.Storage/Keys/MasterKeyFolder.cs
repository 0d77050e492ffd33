using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Shouwen.Storage.Keys;

/// <summary>The files of the master keys: <c>master.key</c>, then <c>master-2.key</c> and so on; the highest number is the present key.</summary>
internal sealed partial class MasterKeyFolder(string folder)
{
    private const int Size = 32;

    /// <summary>Changes whenever a file comes or goes.</summary>
    public DateTime ChangedAt => Directory.GetLastWriteTimeUtc(folder);

    /// <summary>All keys, the present one first; on first run makes the first.</summary>
    public IReadOnlyList<MasterKey> Read()
    {
        var files = Files();
        return files.Count > 0 ? files.ConvertAll(file => new MasterKey(Secret(file.Path))) : [new(Secret(PathOf(1)))];
    }

    /// <summary>Makes the next key. Of two processes that do so at once, one makes it.</summary>
    public void MakeNext() => KeyFile.Make(PathOf((Files() is [var last, ..] ? last.Number : 0) + 1), RandomNumberGenerator.GetBytes(Size));

    /// <summary>Puts all but the present key aside, into <c>retired</c>: backups made under them still need them.</summary>
    /// <returns>How many.</returns>
    public int Retire()
    {
        var old = Files().Skip(1).ToList();
        var aside = Path.Combine(folder, "retired");
        KeyFile.MakeFolder(aside);
        old.ForEach(file => File.Move(file.Path, Path.Combine(aside, $"{new MasterKey(Secret(file.Path)).Id}.key"), overwrite: false));
        return old.Count;
    }

    private List<(int Number, string Path)> Files() =>
        [.. Directory.EnumerateFiles(folder, "master*.key").Select(path => (Match: Name().Match(Path.GetFileName(path)), Path: path)).Where(file => file.Match.Success)
            .Select(file => (Number: file.Match.Groups[1] is { Success: true, Value: var number } ? int.Parse(number, CultureInfo.InvariantCulture) : 1, file.Path)).OrderByDescending(file => file.Number)];

    private string PathOf(int number) => Path.Combine(folder, number == 1 ? "master.key" : string.Create(CultureInfo.InvariantCulture, $"master-{number}.key"));

    private static byte[] Secret(string path)
    {
        var secret = KeyFile.ReadOrMake(path, () => RandomNumberGenerator.GetBytes(Size));
        return secret.Length == Size ? secret : throw new InvalidOperationException($"{path} must hold {Size} bytes; it holds {secret.Length}.");
    }

    [GeneratedRegex(@"^master(?:-([1-9][0-9]{0,5}))?\.key$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
