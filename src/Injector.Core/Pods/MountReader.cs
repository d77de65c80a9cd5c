using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads the volume mounts of a container.</summary>
internal static class MountReader
{
    public static ViewList<MountView> Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterArray("volumeMounts"))
        {
            return new ViewList<MountView>(JsonPresence.Null);
        }

        var mounts = new JsonItems<MountView>();
        var length = 0;
        for (; cursor.NextItem(); length++)
        {
            if (cursor.EnterObject("volumeMounts[]"))
            {
                mounts.Add(ReadMount(ref cursor));
            }
        }

        return new ViewList<MountView>(mounts.ToImmutable(), length);
    }

    private static MountView ReadMount(ref JsonCursor cursor)
    {
        var mount = default(MountView);
        while (cursor.NextMember())
        {
            if (cursor.NameIs("name"u8))
            {
                mount = mount with { Volume = cursor.Text("volumeMounts[].name") };
            }
            else if (cursor.NameIs("mountPath"u8))
            {
                mount = mount with { Path = cursor.Text("volumeMounts[].mountPath") };
            }
            else if (cursor.NameIs("subPath"u8))
            {
                mount = mount with { SubPath = cursor.Text("volumeMounts[].subPath") };
            }
            else if (cursor.NameIs("subPathExpr"u8))
            {
                mount = mount with { SubPathExpr = cursor.Text("volumeMounts[].subPathExpr") };
            }
            else if (cursor.NameIs("readOnly"u8))
            {
                mount = mount with { ReadOnly = cursor.Boolean("volumeMounts[].readOnly") };
            }
            else
            {
                cursor.Skip();
            }
        }

        return mount;
    }
}
