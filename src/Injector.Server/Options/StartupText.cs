using System.Text;
using Injector.Yaml.Reading;

namespace Injector.Server.Options;

/// <summary>Reads the files that the server needs at startup; invalid UTF-8 is an error instead of replacement characters.</summary>
internal static class StartupText
{
    /// <summary>The text of a file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StartupException">It is not UTF-8; the message gives the position.</exception>
    internal static string Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (Utf8Positions.FindInvalid(bytes) is var invalid and >= 0)
        {
            var place = Utf8Positions.At(bytes, invalid);
            throw new StartupException($"{path}:{place.Line}:{place.Column}: is not text in UTF-8 from here on");
        }

        return Encoding.UTF8.GetString(bytes);
    }
}
