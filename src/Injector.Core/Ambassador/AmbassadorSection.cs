using Injector.Ambassador;
using Injector.Ambassador.Engines;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Json;

namespace Injector.Core.Ambassador;

/// <summary>
/// The section <c>ambassador</c> of a profile: the input of its generator. It determines the local ports, the variables of the application, the file that is
/// marked <c>generated: ambassador</c>, and the volume with certificates. The sidecar is the first container of the profile.
/// </summary>
public sealed class AmbassadorSection
{
    /// <summary>
    /// The fields: <c>engine</c> and <c>version</c>; <c>upstreams</c>, <c>inbound</c> and <c>config</c>, written by the user; <c>ports</c>, the range of local
    /// ports; <c>rewriteProbes</c> and <c>rewritePorts</c>, whether probes and declared ports of the application lead to the ambassador; <c>adminPort</c>,
    /// <c>maxConnections</c>, <c>memory</c>, <c>threads</c>, <c>clusterDomain</c>, <c>addresses</c> and <c>accessLog</c>, settings of the engine.
    /// </summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["engine", "version", "upstreams", "inbound", "config", "ports", "rewriteProbes", "rewritePorts", "adminPort", "maxConnections", "memory", "threads", "clusterDomain", "addresses", "accessLog"];

    /// <summary>Prefix of the files that an engine adds to the generated one; no file of the profile may start with it.</summary>
    public static string CompanionPrefix => CompanionFile.Prefix;

    /// <summary>Max length of such a name, in characters: the files are numbered with at most four digits.</summary>
    public static int MaxCompanionLength { get; } = $"{CompanionPrefix}9999.json".Length;

    private static readonly VariableReference PodNamespace = new("pod", "namespace");

    private readonly DocumentReader _readDocument;
    private readonly TemplateVariables _variables = new();
    private readonly TemplateProgram _program;

    /// <summary>Makes the section.</summary>
    /// <param name="settings">An object with the fields of <see cref="Fields"/>; each a constant or a reference to a variable.</param>
    /// <param name="readDocument">Reads the field <c>config</c>.</param>
    public AmbassadorSection(TemplateNode settings, DocumentReader readDocument)
    {
        Settings = settings;
        _readDocument = readDocument;
        _program = new TemplateCompiler(_variables).Compile(settings);
    }

    /// <summary>The object with the fields.</summary>
    public TemplateNode Settings { get; }

    /// <summary>The problems of the section for the values of a scope; empty when it is valid.</summary>
    /// <param name="scope">The variables.</param>
    public IEnumerable<string> Problems(IVariableScope scope) => For(scope).Problems.Select(problem => $"{problem.Source}: {problem.Message}");

    /// <summary>The ambassador of one pod.</summary>
    /// <param name="scope">The variables.</param>
    /// <param name="known">The same pod's ambassador before its ports were chosen; <see langword="null"/> when there is none yet.</param>
    internal PodAmbassador For(IVariableScope scope, PodAmbassador? known = null)
    {
        var draft = JsonDraft.Rent();
        _program.TryRender(new TemplateValues(_variables, scope), draft, out var fields);
        var request = AmbassadorRequest.Of(fields, scope.Resolve(PodNamespace) is TemplateValue.Text { Value: var name } ? name : "");
        draft.Return();
        return known is null || known.Request.Texts != request.Texts ? new PodAmbassador(request, _readDocument) : known.Request == request ? known : known.With(request);
    }
}
