using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines;

/// <summary>A program that can be the ambassador. Stateless: one instance serves every pod.</summary>
internal interface IAmbassadorEngine
{
    /// <summary>Name, as profiles and messages spell it.</summary>
    string Name { get; }

    /// <summary>
    /// What the model asks and the engine cannot do, one sentence each that says what to write instead; nothing is ever left out silently.
    /// Empty for a model that <see cref="Write"/> can write whole.
    /// </summary>
    /// <param name="model">The model.</param>
    IEnumerable<string> Refusals(AmbassadorModel model);

    /// <summary>What the engine does that may not be what was meant, one sentence each that says what to write instead; none unless the engine has some.</summary>
    /// <param name="model">A model without refusals.</param>
    IEnumerable<string> Warnings(AmbassadorModel model) => [];

    /// <summary>Writes the engine's configuration file; equal models give equal text.</summary>
    /// <param name="model">A model without refusals.</param>
    string Write(AmbassadorModel model);

    /// <summary>Writes the files that the configuration file names; none unless the engine has some. Equal models give equal files.</summary>
    /// <param name="model">A model without refusals.</param>
    IEnumerable<CompanionFile> Companions(AmbassadorModel model) => [];
}

/// <summary>A file that an engine's configuration names. It lies in <see cref="Injector.Ambassador.Model.CredentialFile.Directory"/>.</summary>
/// <param name="Name">Name of the file, which begins with <see cref="Prefix"/>: at most 13 letters, digits, hyphens and dots.</param>
/// <param name="Text">What it holds.</param>
internal sealed record CompanionFile(string Name, string Text)
{
    /// <summary>What names begin with, so that no file of a profile is called so.</summary>
    public const string Prefix = "sds-";
}
