using System.Collections.Immutable;

namespace Injector.Core.Plans.Rendering;

/// <summary>Variables of the application that say one thing together: an upstream's host, port and URL. A container gets all of them or none.</summary>
/// <param name="Subject">What they are about, to follow a preposition in a sentence.</param>
/// <param name="Variables">The variables, in order.</param>
internal sealed record VariableUnit(string Subject, ImmutableArray<PlannedItem> Variables);
