using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>A file of a profile whose templates are compiled. At most one of <paramref name="Text"/> and <paramref name="Tree"/> is set.</summary>
/// <param name="Source">The file.</param>
/// <param name="Text">Its content as text.</param>
/// <param name="Tree">Its content as a tree, which is written as JSON.</param>
/// <param name="When">When given, the file is added only if this holds.</param>
internal sealed record CompiledFile(ProfileFile Source, TemplateText? Text, TemplateProgram? Tree, CompiledCondition? When)
{
    public static CompiledFile Of(ProfileFile file, TemplateCompiler compiler, TemplateVariables variables) => new(
        file,
        file is { IsText: true, Content: { } text } ? compiler.CompileFile(text) : null,
        file is { IsText: false, Content: { } tree } ? compiler.Compile(tree) : null,
        variables.Compile(file.When));
}
