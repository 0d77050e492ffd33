using Shouwen.Policies.Stories;

namespace Shouwen.Policies.Tests;

/// <summary>Whatever is in a file, reading it ends in a policy or in problems with places that exist, never in an exception.</summary>
public class GarbledFilesTests
{
    private const string Bits = "[]{}:,-#&*!|>'\"%@` \n\t0aé字.…";

    [Fact]
    public void Policy_Garbled_IsReadOrTold()
    {
        var text = File.ReadAllText(PolicyReaderTests.Sample);
        var random = new Random(20260302);

        for (var i = 0; i < 1_500; i++)
        {
            var garbled = Garble(text, random);
            var (policy, problems) = PolicyReader.Parse(garbled, "p.yaml");
            Assert.Equal(policy is null, problems.Count > 0);
            Assert.All(problems, problem => Assert.InRange(problem.At.Line, 1, garbled.Split('\n').Length + 1));
        }
    }

    [Fact]
    public void Story_Garbled_IsReadOrTold()
    {
        var text = File.ReadAllText(Directory.EnumerateFiles(Path.Combine(Repository.Root, "policies"), "*.yaml", SearchOption.AllDirectories).Where(file => file.Contains("stories", StringComparison.Ordinal)).Order(StringComparer.Ordinal).First());
        var random = new Random(20260303);

        for (var i = 0; i < 1_500; i++)
        {
            var (story, problems) = StoryReader.Parse(Garble(text, random), "s.yaml");
            Assert.Equal(story is null, problems.Count > 0);
        }
    }

    [Fact]
    public void DeepNesting_IsTold() => Assert.Contains("层次太深", PolicyReader.Parse(new string('[', 100_000), "p.yaml").Problems[0].Message, StringComparison.Ordinal);

    private static string Garble(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var (at, length) = (random.Next(text.Length), random.Next(12));
            text = random.Next(3) switch
            {
                0 => text.Remove(at, Math.Min(length, text.Length - at)),
                1 => text.Insert(at, Bits[random.Next(Bits.Length)].ToString()),
                _ => text.Insert(at, text.Substring(random.Next(text.Length - 20), length)),
            };
        }

        return text;
    }
}
