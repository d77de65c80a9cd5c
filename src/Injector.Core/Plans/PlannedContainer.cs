using Injector.Core.Pods;

namespace Injector.Core.Plans;

/// <summary>A container that is added.</summary>
/// <param name="Profile">Name of the profile that brings it.</param>
/// <param name="Name">Name of the container.</param>
/// <param name="Index">Index at which it is inserted, counted after the insertions before it.</param>
/// <param name="View">The container.</param>
public sealed record PlannedContainer(string Profile, string Name, int Index, ContainerView View)
{
    /// <summary>The container's JSON.</summary>
    public ReadOnlyMemory<byte> Json => View.Json;
}
