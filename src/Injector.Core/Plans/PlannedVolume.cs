namespace Injector.Core.Plans;

/// <summary>A volume that is added.</summary>
/// <param name="Profile">Name of the first profile that brings it.</param>
/// <param name="Name">Name in the pod.</param>
/// <param name="Json">The volume's JSON.</param>
public sealed record PlannedVolume(string Profile, string Name, ReadOnlyMemory<byte> Json);
