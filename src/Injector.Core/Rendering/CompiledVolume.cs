using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>A volume of a profile whose templates are compiled.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Definition">The whole volume object.</param>
/// <param name="When">When given, the volume is added only if this holds.</param>
internal sealed record CompiledVolume(ProfileVolume Volume, TemplateProgram Definition, CompiledCondition? When);
