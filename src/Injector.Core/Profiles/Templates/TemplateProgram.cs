using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Profiles.Templates;

/// <summary>A template that was compiled: constants are JSON already, and variables and conditions are numbers.</summary>
internal abstract class TemplateProgram
{
    /// <summary>Renders the value to a part of an object or array; adds none when the value is absent.</summary>
    /// <param name="values">The values of the variables.</param>
    /// <param name="draft">The document.</param>
    /// <param name="parent">The object or array.</param>
    /// <param name="name">Name of the member; <see langword="null"/> in an array.</param>
    public abstract void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name);

    /// <summary>Renders the value as items of an array: as many as it is made of.</summary>
    /// <param name="values">The values of the variables.</param>
    /// <param name="draft">The document.</param>
    /// <param name="array">The array.</param>
    public virtual void RenderItems(TemplateValues values, JsonDraft draft, int array) => Render(values, draft, array, name: null);

    /// <summary>Renders the value alone.</summary>
    /// <param name="values">The values of the variables.</param>
    /// <param name="draft">The document.</param>
    /// <param name="node">The value.</param>
    /// <returns><see langword="false"/> when it is absent: its condition does not hold, or all that it refers to has no value.</returns>
    public bool TryRender(TemplateValues values, JsonDraft draft, out JsonDraftNode node)
    {
        var holder = draft.Array();
        Render(values, draft, holder.Index, name: null);
        foreach (var (_, value) in holder)
        {
            node = value;
            return true;
        }

        node = default;
        return false;
    }

    private static int Begin(JsonDraft draft, int parent, JsonName? name, bool isObject) =>
        draft.Append(parent, name, isObject ? JsonDraftValue.Object : JsonDraftValue.Array);

    private static void Append(TemplateValue value, bool asText, JsonDraft draft, int parent, JsonName? name)
    {
        switch (value)
        {
            case TemplateValue.Absent:
                break;
            case TemplateValue.Integer integer when !asText:
                draft.Append(parent, name, JsonDraftValue.Of(integer.Value));
                break;
            case TemplateValue.Boolean boolean when !asText:
                draft.Append(parent, name, JsonDraftValue.Of(boolean.Value));
                break;
            case TemplateValue.List list when !asText:
                var array = Begin(draft, parent, name, isObject: false);
                foreach (var item in list.Items)
                {
                    Append(item, asText: false, draft, array, name: null);
                }

                break;
            default:
                draft.Append(parent, name, JsonDraftValue.Of(value.AsText()));
                break;
        }
    }

    internal sealed class Constant(JsonConstant constant) : TemplateProgram
    {
        public JsonConstant Value => constant;

        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name) => draft.Append(parent, name, JsonDraftValue.Of(constant));
    }

    internal sealed class Variable(TemplateHole hole, bool asText) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name) => Append(hole.Value(values), asText, draft, parent, name);
    }

    internal sealed class Text(TemplateText text) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name) =>
            draft.Append(parent, name, JsonDraftValue.Of(text.Render(values)));
    }

    internal sealed class Splice(TemplateHole hole, bool asText) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name) => Append(hole.Value(values), asText, draft, parent, name);

        public override void RenderItems(TemplateValues values, JsonDraft draft, int array)
        {
            if (hole.Value(values) is not TemplateValue.List list)
            {
                Render(values, draft, array, name: null);
                return;
            }

            foreach (var item in list.Items)
            {
                Append(item, asText, draft, array, name: null);
            }
        }
    }

    internal sealed class When(CompiledCondition condition, TemplateProgram body) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name)
        {
            if (values.Holds(condition))
            {
                body.Render(values, draft, parent, name);
            }
        }
    }

    internal sealed class WhenItems(CompiledCondition condition, ImmutableArray<TemplateProgram> items) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name) =>
            RenderItems(values, draft, Begin(draft, parent, name, isObject: false));

        public override void RenderItems(TemplateValues values, JsonDraft draft, int array)
        {
            foreach (var item in values.Holds(condition) ? items : [])
            {
                item.RenderItems(values, draft, array);
            }
        }
    }

    internal sealed class Each(int variable, TemplateProgram body) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name) =>
            RenderItems(values, draft, Begin(draft, parent, name, isObject: false));

        public override void RenderItems(TemplateValues values, JsonDraft draft, int array)
        {
            if (values.Resolve(variable) is not TemplateValue.List list)
            {
                return;
            }

            for (var i = 0; i < list.Items.Length; i++)
            {
                var outer = values.Enter(list.Items[i], i);
                body.RenderItems(values, draft, array);
                values.Leave(outer);
            }
        }
    }

    internal sealed class Object(ImmutableArray<(JsonName Name, TemplateProgram Value)> members) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name)
        {
            var node = Begin(draft, parent, name, isObject: true);
            foreach (var (member, value) in members)
            {
                value.Render(values, draft, node, member);
            }
        }
    }

    internal sealed class Array(ImmutableArray<TemplateProgram> items) : TemplateProgram
    {
        public override void Render(TemplateValues values, JsonDraft draft, int parent, JsonName? name)
        {
            var node = Begin(draft, parent, name, isObject: false);
            foreach (var item in items)
            {
                item.RenderItems(values, draft, node);
            }
        }
    }
}
