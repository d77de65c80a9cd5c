using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads the <c>name</c> of objects, alone or in an array.</summary>
internal static class NameListReader
{
    public static ViewList<Utf8Text> Read(ref JsonCursor cursor, string field)
    {
        if (!cursor.EnterArray(field))
        {
            return new ViewList<Utf8Text>(JsonPresence.Null);
        }

        var names = new JsonItems<Utf8Text>();
        var length = 0;
        for (; cursor.NextItem(); length++)
        {
            if (TryReadName(ref cursor, field, out var name))
            {
                names.Add(name);
            }
        }

        return new ViewList<Utf8Text>(names.ToImmutable(), length);
    }

    /// <summary>Reads the name of the object at the cursor; <see langword="false"/> when the object is <c>null</c>.</summary>
    public static bool TryReadName(ref JsonCursor cursor, string field, out Utf8Text name)
    {
        name = default;
        if (!cursor.EnterObject(field))
        {
            return false;
        }

        while (cursor.NextMember())
        {
            if (cursor.NameIs("name"u8))
            {
                name = cursor.Text(field);
            }
            else
            {
                cursor.Skip();
            }
        }

        return true;
    }
}
