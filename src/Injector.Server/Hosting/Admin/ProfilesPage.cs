using System.Text.Json;
using Injector.Core.Profiles;
using Injector.Server.Profiles;
using Injector.Server.Snapshots;

namespace Injector.Server.Hosting.Admin;

/// <summary>Lists the profiles in use and the errors in others.</summary>
internal sealed class ProfilesPage(SnapshotHolder snapshots, ProfileErrors errors)
{
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("profiles");
        foreach (var profile in snapshots.Current.Profiles.All)
        {
            WriteProfile(writer, profile);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("errors");
        foreach (var error in errors.Current)
        {
            writer.WriteStringValue(error);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter writer, SidecarProfile profile)
    {
        writer.WriteStartObject();
        writer.WriteString("name", profile.Name);
        if (profile.Namespace is { } @namespace)
        {
            writer.WriteString("namespace", @namespace);
        }

        writer.WriteString("hash", profile.ContentHash);
        writer.WriteString("source", profile.Source);
        writer.WriteString("description", profile.Description);
        writer.WriteEndObject();
    }
}
