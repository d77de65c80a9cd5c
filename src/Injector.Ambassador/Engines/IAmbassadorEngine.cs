using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines;

/// <summary>A program that can be the ambassador. Stateless: one instance serves every pod.</summary>
internal interface IAmbassadorEngine
{
    /// <summary>Name, as written in profiles and messages.</summary>
    string Name { get; }

    /// <summary>
    /// What the model requires and the engine cannot do, one sentence each that says what to write instead; nothing is ever omitted silently. Empty for a model
    /// that <see cref="Write"/> can write completely.
    /// </summary>
    /// <param name="model">The model.</param>
    IEnumerable<string> Refusals(AmbassadorModel model);

    /// <summary>Engine behaviour that may not be intended, one sentence each that says what to write instead. Default: none.</summary>
    /// <param name="model">A model without refusals.</param>
    IEnumerable<string> Warnings(AmbassadorModel model) => [];

    /// <summary>Writes the engine's configuration file; equal models give equal text.</summary>
    /// <param name="model">A model without refusals.</param>
    string Write(AmbassadorModel model);

    /// <summary>Writes the files that the configuration file names. Default: none. Equal models give equal files.</summary>
    /// <param name="model">A model without refusals.</param>
    IEnumerable<CompanionFile> Companions(AmbassadorModel model) => [];
}

/// <summary>A file that an engine's configuration names, in <see cref="Injector.Ambassador.Model.CredentialFile.Directory"/>.</summary>
/// <param name="Name">Name of the file, which starts with <see cref="Prefix"/>: at most 13 letters, digits, hyphens and dots.</param>
/// <param name="Text">Its content.</param>
internal sealed record CompanionFile(string Name, string Text)
{
    /// <summary>Prefix of the names, so that they cannot collide with files of a profile.</summary>
    public const string Prefix = "sds-";
}
