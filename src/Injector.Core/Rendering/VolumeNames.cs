namespace Injector.Core.Rendering;

/// <summary>The names of profiles' volumes in pods.</summary>
internal static class VolumeNames
{
    /// <summary>Name of the volume with a profile's generated files.</summary>
    public const string Files = "files";

    private const string Prefix = "injector-";

    public static string InPod(string localName) => Prefix + localName;

    public static string FilesInPod(string profile) => OfProfile(profile, Files);

    /// <summary>A volume that belongs to one profile, even if another profile uses the same name.</summary>
    public static string OfProfile(string profile, string localName) => $"{Prefix}{profile}-{localName}";
}
