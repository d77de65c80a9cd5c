using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>A configuration file that the profile generates. Exactly one of <paramref name="Content"/>, <paramref name="Text"/> and <see cref="IsAmbassador"/> is set.</summary>
/// <param name="Name">File name inside the mounted <c>files</c> volume.</param>
/// <param name="Content">
/// A tree, written as JSON (which every YAML reader accepts), or, with <see cref="IsText"/>, a text with variables, written verbatim.
/// </param>
/// <param name="Text">Constant text, never a template.</param>
/// <param name="When">When given, the file is added only if this holds.</param>
public sealed record ProfileFile(string Name, TemplateNode? Content, string? Text, Condition? When)
{
    /// <summary>Whether <see cref="Content"/> is a text. Default <see langword="false"/>.</summary>
    public bool IsText { get; init; }

    /// <summary>Whether the engine of the profile's ambassador writes the content. Default <see langword="false"/>.</summary>
    public bool IsAmbassador { get; init; }
}
