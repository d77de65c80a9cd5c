namespace Injector.Ambassador.Engines;

/// <summary>A file that an engine's configuration names. It lies in <see cref="Injector.Ambassador.Model.CredentialFile.Directory"/>.</summary>
/// <param name="Name">Name of the file, which begins with <see cref="Prefix"/>: at most 13 letters, digits, hyphens and dots.</param>
/// <param name="Text">What it holds.</param>
internal sealed record CompanionFile(string Name, string Text)
{
    /// <summary>What names begin with, so that no file of a profile is called so.</summary>
    public const string Prefix = "sds-";
}
