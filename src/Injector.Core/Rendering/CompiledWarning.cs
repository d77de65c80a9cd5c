using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>A warning of a profile whose templates are compiled.</summary>
/// <param name="Text">The text.</param>
/// <param name="When">When given, the warning is given only if this holds.</param>
internal sealed record CompiledWarning(TemplateProgram Text, CompiledCondition? When);
