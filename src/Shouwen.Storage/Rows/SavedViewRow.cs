namespace Shouwen.Storage.Rows;

/// <summary>Conditions of the list of complaints that a person has given a name, for that person only.</summary>
public sealed class SavedViewRow
{
    public required string PersonId { get; set; }

    public required string Name { get; set; }

    /// <summary>The query of the list's address. Names, phones and words in it are sealed.</summary>
    public required string Query { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}
