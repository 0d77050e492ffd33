namespace Shouwen.Policies.Tests;

/// <summary>Where calendars/china.yaml lies, seen from wherever the tests run.</summary>
internal static class CalendarsChina
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null)
        {
            var path = System.IO.Path.Combine(folder.FullName, "calendars", "china.yaml");
            if (File.Exists(path))
            {
                return path;
            }

            folder = folder.Parent;
        }

        throw new FileNotFoundException("calendars/china.yaml lies in no folder above the tests.");
    }
}
