using System.Collections.Immutable;
using Injector.Core.Plans;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>Writes the additions to one container of the pod.</summary>
internal static class ContainerPatch
{
    public static void Write(PatchWriter patch, ContainerAdditions additions)
    {
        foreach (var variable in additions.Appended)
        {
            // Before the insertions, which would shift the entries.
            WriteAppended(patch, additions, variable);
        }

        WriteEnv(patch, additions);
        WriteMounts(patch, additions);
    }

    /// <summary>Writes the changed fields.</summary>
    public static void Write(PatchWriter patch, ContainerRewrites rewrites)
    {
        foreach (var edit in rewrites.Edits)
        {
            if (edit.After is not { } after)
            {
                patch.Remove().At(rewrites.Container).AtPointer(edit.Path).Done();
            }
            else
            {
                (edit.Before is null ? patch.Add() : patch.Replace()).At(rewrites.Container).AtPointer(edit.Path).Json(after);
            }
        }
    }

    private static void WriteAppended(PatchWriter patch, ContainerAdditions additions, AppendedVariable variable)
    {
        if (variable.ValueFrom is not null)
        {
            patch.Remove().At(additions.Container).At("/env"u8).At(variable.Index).At("/valueFrom"u8).Done();
        }

        // An add replaces an existing member (RFC 6902, section 4.1).
        patch.Add().At(additions.Container).At("/env"u8).At(variable.Index).At("/value"u8).Text(variable.After);
    }

    // Ours go before the application's: $(NAME) only sees earlier variables.
    private static void WriteEnv(PatchWriter patch, ContainerAdditions additions)
    {
        var (container, env) = (additions.Container, additions.Env);
        if (container.Env.Presence is not JsonPresence.Present)
        {
            WriteAll(patch, additions, "/env"u8, env);
            return;
        }

        for (var i = 0; i < env.Length; i++)
        {
            patch.Add().At(container).At("/env"u8).At(i).Json(env[i].Json.Span);
        }
    }

    private static void WriteMounts(PatchWriter patch, ContainerAdditions additions)
    {
        var (container, mounts) = (additions.Container, additions.Mounts);
        if (container.Mounts.Presence is not JsonPresence.Present)
        {
            WriteAll(patch, additions, "/volumeMounts"u8, mounts);
            return;
        }

        foreach (var mount in mounts)
        {
            patch.Add().At(container).At("/volumeMounts/-"u8).Json(mount.Json.Span);
        }
    }

    private static void WriteAll(PatchWriter patch, ContainerAdditions additions, ReadOnlySpan<byte> member, ImmutableArray<PlannedItem> items)
    {
        if (items.IsEmpty)
        {
            return;
        }

        patch.Add().At(additions.Container).At(member).BeginArray();
        foreach (var item in items)
        {
            patch.Item(item.Json.Span);
        }

        patch.EndArray();
    }
}
