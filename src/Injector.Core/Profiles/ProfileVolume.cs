using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>A volume that a profile brings.</summary>
/// <param name="Name">
/// Name within the profile; the pod's volume has the prefix <c>injector-</c>. Several volumes may share it when each has a condition and no two conditions hold
/// together.
/// </param>
/// <param name="Definition">The whole volume object including its name within the profile.</param>
/// <param name="When">When given, the volume is added only if this holds.</param>
public sealed record ProfileVolume(string Name, TemplateNode Definition, Condition? When);
