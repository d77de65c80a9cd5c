using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Security;
using Injector.Core.Settings;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;
using Injector.Grammar.Numbers;

namespace Injector.Core.Rendering;

/// <summary>Turns a rendered container into the one that goes into the pod: names, volumes, overrides, token, mode.</summary>
internal sealed class ContainerAssembler(Preparation preparation)
{
    public PreparedContainer Assemble(CompiledContainer compiled, string? placed, bool isMain, JsonDraftNode container)
    {
        var (template, isSidecar) = (compiled.Template, compiled.IsSidecar);
        var profile = preparation.Binding.Profile;
        var errors = new MessageList();
        if (preparation.Names.TryGetValue(template.Name, out var name))
        {
            container.Set("name", name);
        }

        UserOverrider.Apply(preparation, template, container);
        SharedResources.Apply(preparation, template, isMain, container);
        if (isMain)
        {
            AnnotationOverrider.Apply(preparation.Binding.Overrides, container);
        }

        var copied = preparation.Application is { } application && !template.Copy.IsEmpty ? ApplicationCopy.Open(template, application, errors) : null;
        if (copied is { Container: var source })
        {
            Change(container, ["env", "envFrom"], tree => ApplicationCopy.CopyVariables(template, source, tree));
        }

        RewriteMounts(profile, container, errors);
        var ownMounts = OwnMount.Of(container);
        if (copied is var (from, context))
        {
            Change(container, ["volumeMounts", "securityContext"], tree => ApplicationCopy.CopyRest(template, from, context, profile.ApiToken ? null : preparation.Masks, tree));
        }

        if (preparation.Partials.TryGetValue(template.Name, out var partial))
        {
            Change(container, tree => PartialContainerMerger.Merge(profile, partial, preparation.Masks, tree, errors));
            SharedResources.KeepTo(preparation.Binding.Overrides, container);
        }

        Reconcile(container);
        if (preparation.KeepGuaranteed)
        {
            EqualResources.Apply(container);
        }

        ResourceBounds.Check(preparation, template, isMain, container, errors);
        ResourceBounds.CheckBytes(preparation, template, isMain, container, errors);
        if (!preparation.Masks.IsEmpty && !profile.ApiToken)
        {
            TokenMask.AddTo(container, preparation.Masks);
        }

        if (isSidecar && preparation.Facts.Mode is SidecarMode.Native)
        {
            container.Set("restartPolicy", "Always");
        }

        var position = template.Position;
        if (placed is not null && !ContainerPosition.TryParse(placed, out position))
        {
            errors.Add($"profile {profile.Name}: '{placed}' is not a position of container {template.Name}; {ContainerPosition.Rule}");
        }

        return Prepared(template, position, isSidecar, container, errors) with { OwnMounts = ownMounts };
    }

    // What the pod's author wrote is merged as a tree, for it may be anything.
    private static void Change(JsonDraftNode container, Action<JsonObject> change)
    {
        var tree = container.ToNode()!.AsObject();
        change(tree);
        container.Replace(tree);
    }

    private static void Change(JsonDraftNode container, ReadOnlySpan<string> fields, Action<JsonObject> change)
    {
        var tree = new JsonObject();
        foreach (var field in fields)
        {
            if (container.Has(field))
            {
                tree.Add(field, container.Member(field).ToNode());
            }
        }

        change(tree);
        foreach (var (field, value) in tree)
        {
            container.Set(field, value);
        }
    }

    private PreparedContainer Prepared(ProfileContainer template, ContainerPosition position, bool isSidecar, JsonDraftNode container, MessageList errors)
    {
        var isInit = !isSidecar || preparation.Facts.Mode is SidecarMode.Native;
        var cursor = new JsonCursor(container.Bytes());
        var view = ContainerReader.Read(ref cursor, isInit, index: -1)!;
        return new PreparedContainer(template.Name, isSidecar, position, view, Resources(container), errors)
        {
            Violations = ContainerControls.Violations(container),
            MaxSleep = Math.Max(Sleep(container, "preStop"), Sleep(container, "postStart")),
        };
    }

    private static long Sleep(JsonDraftNode container, string hook) => container.Member("lifecycle").Member(hook).Member("sleep").Member("seconds").AsInteger() ?? 0;

    // Pod validation rejects the two together, which can result from the profile's default and what the application or the pod's author states.
    private static void Reconcile(JsonDraftNode container)
    {
        var context = container.Member("securityContext");
        if (context.Member("allowPrivilegeEscalation").AsBoolean() == false && (context.Member("privileged").AsBoolean() == true || AddsSysAdmin(context)))
        {
            container.Edit("securityContext").Remove("allowPrivilegeEscalation");
        }

        // The kubelet never starts a container as root that must not be root, so stating that user is deliberate.
        if (context.Member("runAsUser").AsInteger() == 0 && context.Member("runAsNonRoot").AsBoolean() == true)
        {
            container.Edit("securityContext").Set("runAsNonRoot", false);
        }
    }

    private static bool AddsSysAdmin(JsonDraftNode context)
    {
        foreach (var (_, added) in context.Member("capabilities").Member("add"))
        {
            if (added.AsText() == "CAP_SYS_ADMIN")
            {
                return true;
            }
        }

        return false;
    }

    private void RewriteMounts(SidecarProfile profile, JsonDraftNode container, MessageList errors)
    {
        var aliases = preparation.Aliases;
        foreach (var (_, mount) in container.Edit("volumeMounts"))
        {
            if (!mount.IsObject)
            {
                continue;
            }

            if (mount.Member("name").AsText() is { } volume && aliases.TryGetValue(volume, out var alias) && alias.SubPathExpr.Length > 0 && !alias.IsFitted)
            {
                aliases = aliases.SetItem(volume, Fit(alias, volume, container, errors));
            }

            MountRewriter.Rewrite(profile, aliases, mount);
        }
    }

    /// <summary>Gives a container the variables that it needs to mount the application's folder.</summary>
    private static VolumeAlias Fit(VolumeAlias alias, string volume, JsonDraftNode container, MessageList errors)
    {
        var own = container.Member("env").ToNode() as JsonArray ?? [];
        var name = container.Member("name").AsText() ?? "";
        var fitted = PathVariables.Fit(alias.Variables, alias.SubPathExpr, new WorkingVariables(name, [], [.. own.OfType<JsonObject>()], IsReadable: true, HasEnvFrom: false));
        if (fitted.Lost is { } lost)
        {
            errors.Add($"container {name} would mount volume {volume} at a folder that the application names by {lost}, which is another variable there; use subPath");
        }

        if (!fitted.Added.IsEmpty)
        {
            container.Set("env", new JsonArray([.. fitted.Added.Concat(own).Select(item => item?.DeepClone())]));
        }

        return alias with { SubPathExpr = fitted.Expression, Variables = "", IsFitted = true };
    }

    private static ImmutableArray<PreparedResource> Resources(JsonDraftNode container)
    {
        var resources = new JsonItems<PreparedResource>();
        foreach (var section in (ReadOnlySpan<string>)["requests", "limits"])
        {
            foreach (var (name, value) in container.Member("resources").Member(section))
            {
                if (value.Exists && QuantityText.TryParse(value.ScalarText(), out var quantity))
                {
                    resources.Add(new PreparedResource(section, name, quantity));
                }
            }
        }

        return resources.ToImmutable();
    }
}
