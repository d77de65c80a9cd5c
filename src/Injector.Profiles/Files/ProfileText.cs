using System.Text;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Profiles.Files;

/// <summary>Reads profiles from text: YAML or JSON, one or several documents.</summary>
public static class ProfileText
{
    /// <summary>Max size of a text, in bytes: what a ConfigMap or a custom resource can hold.</summary>
    public const int MaxTextBytes = 1024 * 1024;

    /// <summary>Reads profiles. A text with any error yields no profile, so that a part of a file never counts as the whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Display name for errors and <see cref="SidecarProfile.Source"/>, such as a file name.</param>
    public static ProfileLoad Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxTextBytes)
        {
            return Refuse(source, $"is larger than {MaxTextBytes / 1024} KiB");
        }

        var errors = new ErrorList(source);
        var reader = new CheckedProfileReader(source, errors);
        var profiles = reader.Read(text);
        return new ProfileLoad(errors.IsEmpty ? profiles : [], errors.InOrder(), []) { Warnings = reader.Warnings };
    }

    /// <summary>Reads profiles from bytes in UTF-8.</summary>
    /// <param name="utf8">The bytes, with or without a byte-order mark.</param>
    /// <param name="source">Display name for errors and <see cref="SidecarProfile.Source"/>, such as a file name.</param>
    public static ProfileLoad Parse(ReadOnlySpan<byte> utf8, string source)
    {
        if (utf8.Length > MaxTextBytes)
        {
            return Refuse(source, $"is larger than {MaxTextBytes / 1024} KiB");
        }

        return Utf8Positions.FindInvalid(utf8) is var invalid and >= 0
            ? Refuse(source, "is not text in UTF-8 from here on", Utf8Positions.At(utf8, invalid))
            : Parse(Encoding.UTF8.GetString(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8), source);
    }

    private static ProfileLoad Refuse(string source, string message, TextPosition place = default) =>
        new([], [new ProfileError(source, place.Line, place.Column, "", message)], []);
}
