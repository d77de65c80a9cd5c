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
/// <param name="View">The container in the same form as a pod's: name, image, ports, mounts, and its bytes.</param>
/// <param name="Resources">Requests and limits.</param>
/// <param name="Errors">Reasons why it cannot be added.</param>
internal sealed record PreparedContainer(
    string TemplateName,
    bool IsSidecar,
    ContainerPosition Position,
    ContainerView View,
    ImmutableArray<PreparedResource> Resources,
    MessageList Errors)
{
    public string Name { get; } = View.Name.ToString();

    /// <summary>Its violations of the Pod Security Standards.</summary>
    public ImmutableArray<SecurityViolation> Violations { get; init; } = [];

    /// <summary>The longest sleep of its hooks, in seconds; 0 when there is none.</summary>
    public long MaxSleep { get; init; }

    /// <summary>The mounts from the profile itself, without those copied from the application.</summary>
    public ImmutableArray<OwnMount> OwnMounts { get; init; } = [];
}
