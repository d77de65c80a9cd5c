namespace Injector.Core.Rendering;

/// <summary>How volumes of profiles are called in pods.</summary>
internal static class VolumeNames
{
    /// <summary>Name under which a profile's containers mount its generated files.</summary>
    public const string Files = "files";

    private const string Prefix = "injector-";

    public static string InPod(string localName) => Prefix + localName;

    public static string FilesInPod(string profile) => OfProfile(profile, Files);

    /// <summary>A volume that is the profile's alone, however another profile calls its own.</summary>
    public static string OfProfile(string profile, string localName) => $"{Prefix}{profile}-{localName}";
}
