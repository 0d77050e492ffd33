using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.Storage;

/// <summary>The institution that the server runs for and the rules it has adopted, in their order.</summary>
public sealed record House(Institution Institution, IReadOnlyList<Policy> Policies, Calendar Calendar);
