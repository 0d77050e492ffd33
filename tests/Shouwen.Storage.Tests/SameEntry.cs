using System.Collections;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage.Tests;

/// <summary>Compares entries value by value, offsets of moments included.</summary>
internal static class SameEntry
{
    public static void Assert(Entry expected, Entry actual)
    {
        Xunit.Assert.Equal(expected with { Data = Fields.Empty, Clauses = [] }, actual with { Data = Fields.Empty, Clauses = [] });
        Xunit.Assert.Equal(expected.Clauses, actual.Clauses);
        Xunit.Assert.Equal(expected.At.Offset, actual.At.Offset);
        Same(expected.Data, actual.Data, "data");
    }

    private static void Same(object expected, object? actual, string path)
    {
        switch (expected)
        {
            case Fields group:
                var other = Xunit.Assert.IsType<Fields>(actual);
                Xunit.Assert.Equal(group.Select(pair => pair.Key).Order(StringComparer.Ordinal), other.Select(pair => pair.Key).Order(StringComparer.Ordinal));
                Xunit.Assert.All(group, pair => Same(pair.Value, other.First(it => it.Key == pair.Key).Value, $"{path}.{pair.Key}"));
                break;
            case string text:
                Xunit.Assert.Equal(text, actual);
                break;
            case IEnumerable list:
                var (left, right) = (list.Cast<object>().ToList(), Xunit.Assert.IsType<List<object>>(actual));
                Xunit.Assert.Equal(left.Count, right.Count);
                Xunit.Assert.All(left.Zip(right), pair => Same(pair.First, pair.Second, path + "[]"));
                break;
            case DateTimeOffset moment:
                Xunit.Assert.True(actual is DateTimeOffset read && read.EqualsExact(moment), path);
                break;
            default:
                Xunit.Assert.Equal(expected, actual);
                break;
        }
    }
}
