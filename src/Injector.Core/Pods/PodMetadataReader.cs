using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads <c>metadata</c> of a pod.</summary>
internal static class PodMetadataReader
{
    public static void Read(ref JsonCursor cursor, PodView pod)
    {
        if (!cursor.EnterObject("metadata"))
        {
            pod.MetadataPresence = JsonPresence.Null;
            return;
        }

        pod.MetadataPresence = JsonPresence.Present;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("name"u8))
            {
                pod.Name = cursor.Text("metadata.name");
            }
            else if (cursor.NameIs("generateName"u8))
            {
                pod.GenerateName = cursor.Text("metadata.generateName");
            }
            else if (cursor.NameIs("annotations"u8))
            {
                pod.Annotations = ReadMap(ref cursor, "metadata.annotations");
            }
            else if (cursor.NameIs("labels"u8))
            {
                pod.Labels = ReadMap(ref cursor, "metadata.labels");
            }
            else if (cursor.NameIs("ownerReferences"u8))
            {
                pod.Controller = ReadController(ref cursor);
            }
            else
            {
                cursor.Skip();
            }
        }
    }

    public static TextMap ReadMap(ref JsonCursor cursor, string field)
    {
        if (!cursor.EnterObject(field))
        {
            return new TextMap(JsonPresence.Null, []);
        }

        var entries = new JsonItems<KeyValuePair<Utf8Text, Utf8Text>>();
        while (cursor.NextMember())
        {
            var key = cursor.Name;
            entries.Add(new(key, cursor.Text(field)));
        }

        return new TextMap(JsonPresence.Present, entries.ToImmutable());
    }

    private static OwnerView? ReadController(ref JsonCursor cursor)
    {
        OwnerView? controller = null;
        if (!cursor.EnterArray("metadata.ownerReferences"))
        {
            return null;
        }

        while (cursor.NextItem())
        {
            controller = ReadOwner(ref cursor) ?? controller;
        }

        return controller;
    }

    private static OwnerView? ReadOwner(ref JsonCursor cursor)
    {
        if (!cursor.EnterObject("metadata.ownerReferences[]"))
        {
            return null;
        }

        Utf8Text kind = default, name = default;
        var controls = false;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("kind"u8))
            {
                kind = cursor.Text("metadata.ownerReferences[].kind");
            }
            else if (cursor.NameIs("name"u8))
            {
                name = cursor.Text("metadata.ownerReferences[].name");
            }
            else if (cursor.NameIs("controller"u8))
            {
                controls = cursor.Boolean("metadata.ownerReferences[].controller");
            }
            else
            {
                cursor.Skip();
            }
        }

        return controls ? new OwnerView(kind, name) : null;
    }
}
