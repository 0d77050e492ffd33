namespace Shouwen.Policies.Tests;

/// <summary>A root of its own with the sample workshop in it, for tests that change its files.</summary>
internal sealed class SampleRoot : IDisposable
{
    public SampleRoot()
    {
        Copy(System.IO.Path.Combine(Repository.Root, "tests", "Samples"), Path);
        Copy(System.IO.Path.Combine(Repository.Root, "calendars"), System.IO.Path.Combine(Path, "calendars"));
        File.Copy(System.IO.Path.Combine(Repository.Root, "institutions", "posts.yaml"), System.IO.Path.Combine(Path, "institutions", "posts.yaml"));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("shouwen-root-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Change(string file, string right, string wrong) => File.WriteAllText(In(file), File.ReadAllText(In(file)).Replace(right, wrong, StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(Path, true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!); // a file lies in a folder
            File.Copy(file, target);
        }
    }
}
