using System.Collections.Immutable;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Security;
using Injector.Grammar.Messages;

namespace Injector.Core.Rendering;

/// <summary>A container ready to insert.</summary>
/// <param name="TemplateName">Name in the profile.</param>
/// <param name="IsSidecar">Whether it is one of the profile's sidecars.</param>
/// <param name="Position">Where it goes among the init containers.</param>
/// <param name="View">The container as any other: name, image, ports, mounts, and its bytes.</param>
/// <param name="Resources">Requests and limits.</param>
/// <param name="Errors">Why it cannot be added as it is.</param>
internal sealed record PreparedContainer(
    string TemplateName,
    bool IsSidecar,
    ContainerPosition Position,
    ContainerView View,
    ImmutableArray<PreparedResource> Resources,
    MessageList Errors)
{
    public string Name { get; } = View.Name.ToString();

    /// <summary>What of it breaks controls of the Pod Security Standards.</summary>
    public ImmutableArray<SecurityViolation> Violations { get; init; } = [];

    /// <summary>The longest of its hooks' sleeps, in seconds; 0 without any.</summary>
    public long MaxSleep { get; init; }

    /// <summary>The mounts that the profile gives it; those that it copies from the application are not among them.</summary>
    public ImmutableArray<OwnMount> OwnMounts { get; init; } = [];
}
