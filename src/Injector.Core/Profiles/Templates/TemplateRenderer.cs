using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Profiles.Templates;

/// <summary>Sets the values of variables on a template, once. It never parses text, so no value can change the shape of the result.</summary>
public static class TemplateRenderer
{
    /// <summary>Renders a template.</summary>
    /// <param name="node">The template.</param>
    /// <param name="scope">Resolves the variables.</param>
    /// <param name="value">The value; <see langword="null"/> stands for JSON's null when the result is <see langword="true"/>.</param>
    /// <returns><see langword="false"/> when the value is absent: its condition does not hold, or everything it refers to has no value.</returns>
    public static bool TryRender(TemplateNode node, IVariableScope scope, out JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(scope);
        var variables = new TemplateVariables();
        return TryRender(new TemplateCompiler(variables).Compile(node), new TemplateValues(variables, scope), out value);
    }

    /// <summary>Renders the text of a file. Values are written verbatim and never parsed again.</summary>
    /// <param name="node">The result of <see cref="TemplateTextParser.TryParseFile"/>, possibly under a condition.</param>
    /// <param name="scope">Resolves the variables.</param>
    /// <returns>The text; empty when its condition does not hold.</returns>
    public static string RenderFile(TemplateNode node, IVariableScope scope)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(scope);
        var variables = new TemplateVariables();
        return new TemplateCompiler(variables).CompileFile(node).Render(new TemplateValues(variables, scope));
    }

    /// <summary>Renders a template that was compiled to a tree of its own.</summary>
    internal static bool TryRender(TemplateProgram program, TemplateValues values, out JsonNode? value)
    {
        var draft = JsonDraft.Rent();
        var isThere = program.TryRender(values, draft, out var node);
        value = isThere ? node.ToNode() : null;
        draft.Return();
        return isThere;
    }
}
