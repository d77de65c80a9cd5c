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
    public PreparedContainer Assemble(ProfileContainer template, string? placed, bool isSidecar, bool isMain, JsonObject container)
    {
        var profile = preparation.Binding.Profile;
        var errors = new MessageList();
        if (preparation.Names.TryGetValue(template.Name, out var name))
        {
            container["name"] = name;
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
            ApplicationCopy.CopyVariables(template, source, container);
        }

        RewriteMounts(profile, container, errors);
        var ownMounts = OwnMount.Of(container);
        if (copied is var (from, context))
        {
            ApplicationCopy.CopyRest(template, from, context, profile.ApiToken ? null : preparation.Masks, container);
        }

        if (preparation.Partials.TryGetValue(template.Name, out var partial))
        {
            PartialContainerMerger.Merge(profile, partial, preparation.Masks, container, errors);
            SharedResources.KeepTo(preparation.Binding.Overrides, container);
        }

        Reconcile(container["securityContext"] as JsonObject);
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
            container["restartPolicy"] = "Always";
        }

        var position = template.Position;
        if (placed is not null && !ContainerPosition.TryParse(placed, out position))
        {
            errors.Add($"profile {profile.Name}: '{placed}' is not a position of container {template.Name}; {ContainerPosition.Rule}");
        }

        return Prepared(template, position, isSidecar, container, errors) with { OwnMounts = ownMounts };
    }

    private PreparedContainer Prepared(ProfileContainer template, ContainerPosition position, bool isSidecar, JsonObject container, MessageList errors)
    {
        var isInit = !isSidecar || preparation.Facts.Mode is SidecarMode.Native;
        var cursor = new JsonCursor(RelaxedJson.Bytes(container));
        var view = ContainerReader.Read(ref cursor, isInit, index: -1)!;
        return new PreparedContainer(template.Name, isSidecar, position, view, Resources(container), errors)
        {
            Violations = ContainerControls.Violations(container),
            MaxSleep = Math.Max(Sleep(container, "preStop"), Sleep(container, "postStart")),
        };
    }

    private static long Sleep(JsonObject container, string hook) => container["lifecycle"].Member(hook).Member("sleep").Member("seconds").AsInteger() ?? 0;

    // Pod validation rejects the two together, which can result from the profile's default and what the application or the pod's author states.
    private static void Reconcile(JsonObject? context)
    {
        var adds = context.Member("capabilities").Member("add") as JsonArray ?? [];
        if (context.Member("allowPrivilegeEscalation").AsBoolean() == false
            && (context.Member("privileged").AsBoolean() == true || adds.Any(added => added.AsText() == "CAP_SYS_ADMIN")))
        {
            context!.Remove("allowPrivilegeEscalation");
        }

        // The kubelet never starts a container as root that must not be root, so stating that user is deliberate.
        if (context.Member("runAsUser").AsInteger() == 0 && context.Member("runAsNonRoot").AsBoolean() == true)
        {
            context!["runAsNonRoot"] = false;
        }
    }

    private void RewriteMounts(SidecarProfile profile, JsonObject container, MessageList errors)
    {
        var aliases = preparation.Aliases;
        foreach (var mount in (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (mount["name"].AsText() is { } volume && aliases.TryGetValue(volume, out var alias) && alias.SubPathExpr.Length > 0 && !alias.IsFitted)
            {
                aliases = aliases.SetItem(volume, Fit(alias, volume, container, errors));
            }

            MountRewriter.Rewrite(profile, aliases, mount);
        }
    }

    /// <summary>Gives a container the variables that it needs to mount the application's folder.</summary>
    private static VolumeAlias Fit(VolumeAlias alias, string volume, JsonObject container, MessageList errors)
    {
        var own = container["env"] as JsonArray ?? [];
        var name = container["name"].AsText() ?? "";
        var fitted = PathVariables.Fit(alias.Variables, alias.SubPathExpr, new WorkingVariables(name, [], [.. own.OfType<JsonObject>()], IsReadable: true, HasEnvFrom: false));
        if (fitted.Lost is { } lost)
        {
            errors.Add($"container {name} would mount volume {volume} at a folder that the application names by {lost}, which is another variable there; use subPath");
        }

        if (!fitted.Added.IsEmpty)
        {
            container["env"] = new JsonArray([.. fitted.Added.Concat(own).Select(item => item?.DeepClone())]);
        }

        return alias with { SubPathExpr = fitted.Expression, Variables = "", IsFitted = true };
    }

    private static ImmutableArray<PreparedResource> Resources(JsonObject container)
    {
        var resources = ImmutableArray.CreateBuilder<PreparedResource>();
        foreach (var section in (ReadOnlySpan<string>)["requests", "limits"])
        {
            foreach (var (name, value) in container["resources"].Member(section) as JsonObject ?? [])
            {
                if (value is not null && QuantityText.TryParse(value.AsText() ?? RelaxedJson.Text(value), out var quantity))
                {
                    resources.Add(new PreparedResource(section, name, quantity));
                }
            }
        }

        return resources.DrainToImmutable();
    }
}
