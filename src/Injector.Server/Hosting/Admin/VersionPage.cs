using System.Runtime.InteropServices;
using System.Text.Json;
using Injector.Server.Options;

namespace Injector.Server.Hosting.Admin;

/// <summary>Shows the version of this build.</summary>
internal static class VersionPage
{
    internal static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("version", BuildVersion.Full);
        writer.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        writer.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
        writer.WriteEndObject();
    }
}
