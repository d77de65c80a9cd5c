using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Core.Rendering;

/// <summary>Variables of the application that belong together: an upstream's host, port and URL. A container gets all of them or none.</summary>
/// <param name="Names">Names of the variables, in order.</param>
internal sealed record VariableGroup(ImmutableArray<string> Names)
{
    /// <summary>Their subject, phrased to follow "for" in a sentence; empty when it is not known.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Additional names that the group must not be mixed with; <see langword="null"/> when there are none.</summary>
    public ProfileGroup? Source { get; init; }
}
