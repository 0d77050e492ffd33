using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Shouwen.Storage.Mappings;

/// <summary>Moments are stored as UTC: SQLite can neither order nor compare a <see cref="DateTimeOffset"/>.</summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    moment => moment.UtcDateTime,
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
