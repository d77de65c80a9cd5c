using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>Writes the additions to one container of the pod.</summary>
internal static class ContainerPatch
{
    public static void Write(PatchWriter patch, ContainerAdditions additions)
    {
        var container = additions.Container;
        var path = Path(container);
        foreach (var variable in additions.Appended)
        {
            // Before the insertions, which would shift the entries.
            WriteAppended(patch, $"{path}/env/{variable.Index.ToString(CultureInfo.InvariantCulture)}", variable);
        }

        WriteEnv(patch, $"{path}/env", container.Env.Presence, additions.Env);
        WriteMounts(patch, $"{path}/volumeMounts", container.Mounts.Presence, additions.Mounts);
    }

    private static void WriteAppended(PatchWriter patch, string path, AppendedVariable variable)
    {
        if (variable.ValueFrom is not null)
        {
            patch.Remove($"{path}/valueFrom");
        }

        // An add replaces an existing member (RFC 6902, section 4.1).
        patch.Add($"{path}/value", variable.After);
    }

    /// <summary>Writes the changed fields.</summary>
    public static void Write(PatchWriter patch, ContainerRewrites rewrites)
    {
        var path = Path(rewrites.Container);
        foreach (var edit in rewrites.Edits)
        {
            if (edit.After is not { } after)
            {
                patch.Remove($"{path}/{edit.Path}");
            }
            else if (edit.Before is null)
            {
                patch.Add($"{path}/{edit.Path}", Encoding.UTF8.GetBytes(after).AsMemory());
            }
            else
            {
                patch.Replace($"{path}/{edit.Path}", Encoding.UTF8.GetBytes(after));
            }
        }
    }

    private static string Path(ContainerView container) => $"{(container.IsInit ? "/spec/initContainers" : "/spec/containers")}/{container.Index}";

    // Ours go before the application's: $(NAME) only sees earlier variables.
    private static void WriteEnv(PatchWriter patch, string path, JsonPresence presence, ImmutableArray<PlannedItem> env)
    {
        if (env.IsEmpty)
        {
            return;
        }

        if (presence is not JsonPresence.Present)
        {
            patch.AddArray(path, env.Select(item => item.Json));
            return;
        }

        for (var i = 0; i < env.Length; i++)
        {
            patch.Add($"{path}/{i}", env[i].Json);
        }
    }

    private static void WriteMounts(PatchWriter patch, string path, JsonPresence presence, ImmutableArray<PlannedItem> mounts)
    {
        if (mounts.IsEmpty)
        {
            return;
        }

        if (presence is not JsonPresence.Present)
        {
            patch.AddArray(path, mounts.Select(item => item.Json));
            return;
        }

        foreach (var mount in mounts)
        {
            patch.Add($"{path}/-", mount.Json);
        }
    }
}
