using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>
/// Reads the text of <c>$when</c>:
/// <code>
/// or    := and ('||' and)*
/// and   := unary ('&amp;&amp;' unary)*
/// unary := '!' unary | '(' or ')' | ref [ '==' value | '!=' value | 'in' list | 'not' 'in' list ]
/// list  := '[' value (',' value)* ']'
/// value := word | 'text' | "text"
/// </code>
/// A reference alone holds when the variable is neither absent, empty nor false.
/// </summary>
public static class ConditionParser
{
    /// <summary>Turns a text into a condition.</summary>
    /// <param name="text">The text as the profile has it, such as <c>params.output == loki</c>.</param>
    /// <param name="condition">The condition; <see langword="null"/> when the text is wrong.</param>
    /// <param name="error">What is wrong, at which character (from 1); <see langword="null"/> when nothing is.</param>
    public static bool TryParse(string text, out Condition? condition, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        condition = null;
        if (!ConditionTokens.TryRead(text, out var tokens, out error))
        {
            return false;
        }

        var grammar = new Grammar(tokens);
        var parsed = grammar.Or(0);
        if (parsed is not null)
        {
            grammar.ExpectEnd();
        }

        error = grammar.Error;
        condition = error is null ? parsed : null;
        return condition is not null;
    }

    private sealed class Grammar(ImmutableArray<ConditionTokens.Token> tokens)
    {
        private const int DeepestNesting = 32;
        private int _next;

        public string? Error { get; private set; }

        private ConditionTokens.Token Current => tokens[_next];

        public Condition? Or(int depth) => Chain("||", () => And(depth), parts => new Condition.Any(parts));

        public void ExpectEnd()
        {
            if (Current.Kind is not ConditionTokens.Kind.End)
            {
                Fail("'&&', '||' or the end");
            }
        }

        private Condition? And(int depth) => Chain("&&", () => Unary(depth), parts => new Condition.All(parts));

        private Condition? Chain(string separator, Func<Condition?> part, Func<ImmutableArray<Condition>, Condition> join)
        {
            var parts = ImmutableArray.CreateBuilder<Condition>();
            do
            {
                if (part() is not { } parsed)
                {
                    return null;
                }

                parts.Add(parsed);
            }
            while (Take(separator));
            return parts.Count == 1 ? parts[0] : join(parts.ToImmutable());
        }

        private Condition? Unary(int depth)
        {
            if (depth > DeepestNesting)
            {
                return Fail($"fewer than {DeepestNesting} nested '!' and '('");
            }

            if (Take("!"))
            {
                return Unary(depth + 1) is { } inner ? new Condition.Not(inner) : null;
            }

            if (!Take("("))
            {
                return Comparison();
            }

            var grouped = Or(depth + 1);
            return grouped is null || Take(")") ? grouped : Fail("')'");
        }

        private Condition? Comparison()
        {
            if (Current.Kind is not ConditionTokens.Kind.Word)
            {
                return Fail("a variable such as params.name");
            }

            if (!VariableReferenceParser.TryParse(Current.Text, out var reference, out var wrong))
            {
                Error = $"at character {Current.Position}: {wrong}";
                return null;
            }

            _next++;
            return this switch
            {
                _ when Take("==") => OneOf(reference!, single: true, negated: false),
                _ when Take("!=") => OneOf(reference!, single: true, negated: true),
                _ when Take("in") => OneOf(reference!, single: false, negated: false),
                _ when Take("not") => Take("in") ? OneOf(reference!, single: false, negated: true) : Fail("'in' after 'not'"),
                _ => new Condition.IsSet(reference!),
            };
        }

        private Condition? OneOf(VariableReference reference, bool single, bool negated)
        {
            var values = ImmutableArray.CreateBuilder<string>();
            if (!(single ? Value(values) : List(values)))
            {
                return null;
            }

            var condition = new Condition.IsOneOf(reference, values.ToImmutable());
            return negated ? new Condition.Not(condition) : condition;
        }

        private bool List(ImmutableArray<string>.Builder values)
        {
            if (!Take("["))
            {
                return Fail("'[' and a list of values") is not null;
            }

            do
            {
                if (!Value(values))
                {
                    return false;
                }
            }
            while (Take(","));
            return Take("]") || Fail("',' or ']'") is not null;
        }

        private bool Value(ImmutableArray<string>.Builder values)
        {
            if (Current.Kind is not (ConditionTokens.Kind.Word or ConditionTokens.Kind.Quoted))
            {
                return Fail("a value (a word, or text in quotes)") is not null;
            }

            values.Add(Current.Text);
            _next++;
            return true;
        }

        private bool Take(string text)
        {
            if (Current.Kind is ConditionTokens.Kind.Quoted or ConditionTokens.Kind.End || Current.Text != text)
            {
                return false;
            }

            _next++;
            return true;
        }

        private Condition? Fail(string expected)
        {
            var found = Current.Kind is ConditionTokens.Kind.End ? "the text ends" : $"'{Current.Text}' stands";
            Error ??= $"at character {Current.Position}: {found} where {expected} should be";
            return null;
        }
    }
}
