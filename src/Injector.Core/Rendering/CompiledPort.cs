using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>A port of a profile whose templates are compiled.</summary>
/// <param name="Port">The port.</param>
/// <param name="Preferred">The number to take when it is free.</param>
/// <param name="When">When given, the port is needed only if this holds.</param>
internal sealed record CompiledPort(ProfilePort Port, TemplateProgram Preferred, CompiledCondition? When);
