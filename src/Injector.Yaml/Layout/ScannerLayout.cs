namespace Injector.Yaml.Layout;

/// <summary>
/// Adapts the layout of a text where YamlDotNet's scanner rejects what kubectl's (go-yaml 2) reads: lines inside quotes and brackets that are not indented
/// deeper than their parent, all-space lines at the start of a block, comments directly after a value, an alias directly before a brace, an anchor on a text in
/// braces, a lone dash in brackets, <c>\'</c>. Values stay the same: only white space that is not part of a value is added or removed.
/// </summary>
internal sealed partial class ScannerLayout
{
    private readonly string _text;
    private readonly LaidOutText _output;
    private int _at;
    private int _lineStart;
    private int _depth;
    private int _parent = -1;
    private int _keyStart = -1;
    private int? _plainParent;

    private ScannerLayout(string text)
    {
        _text = text;
        _output = new LaidOutText(text);
    }

    /// <summary>Adapts a text; <see langword="null"/> when nothing has to be changed.</summary>
    public static LaidOutText? Of(string text)
    {
        var layout = new ScannerLayout(text);
        layout.ReadAll();
        return layout._output.Differs ? layout._output : null;
    }

    /// <summary>
    /// Whether there may be a text that begins with a colon after a value in brackets or braces, such as <c>:8080</c>, or one inside them that ends with a
    /// colon, such as <c>[a:, b]</c>: the scanner takes that colon for the end of a key.
    /// </summary>
    public static bool IsNeededBySight(string text)
    {
        if (!text.AsSpan().ContainsAny(']', '}'))
        {
            return false;
        }

        for (var i = text.IndexOf(':', StringComparison.Ordinal); i >= 0; i = text.IndexOf(':', i + 1))
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\n';
            if (next is not (' ' or '\r' or '\n' or '\t') && (i == 0 || text[i - 1] is ' ' or '\n' || next is ',' or ']' or '}'))
            {
                return true;
            }
        }

        return false;
    }

    private char Current => At(_at);

    private bool IsInFlow => _depth > 0;

    private int Column => _at - _lineStart;

    private void ReadAll()
    {
        while (_at < _text.Length)
        {
            StartLine();
            while (_at < _text.Length && !IsBreak(_at))
            {
                ReadToken();
            }

            NextLine();
        }
    }

    private void StartLine()
    {
        _keyStart = -1;
        if (IsMarker(_at))
        {
            (_depth, _parent, _plainParent) = (0, -1, null);
            _at += 3;
            return;
        }

        SkipWhite();
        if (IsBreak(_at))
        {
            return;
        }

        if (IsInFlow)
        {
            DeepenLine();
        }
        else if (Column <= _plainParent || Current is '#')
        {
            _plainParent = null;
        }

        if (_plainParent is not null && Current is not '#')
        {
            ReadPlain();
        }
        else if (!IsInFlow)
        {
            (_parent, _plainParent) = (Column - 1, null);
        }
    }

    /// <summary>Indents content of brackets or quotes deeper than the key or dash that it belongs to.</summary>
    private void DeepenLine()
    {
        if (Column <= _parent)
        {
            _output.Insert(_at, new string(' ', _parent + 1 - Column));
        }
    }

    private void ReadToken()
    {
        var start = _at;
        _plainParent = Current is ' ' or '\t' ? _plainParent : null;
        switch (Current)
        {
            case ' ' or '\t':
                SkipWhite();
                return;
            case '#':
                ReadComment();
                return;
            case '"' or '\'':
                ReadQuoted(Current);
                NoteKey(start);
                return;
            case '&' or '*' or '!':
                ReadReference();
                return;
            case '|' or '>' when !IsInFlow && TryReadBlock():
                return;
            case '[' or '{':
                NoteKey(start);
                _depth++;
                _at++;
                return;
            case ']' or '}' or ',' when IsInFlow:
                _depth -= Current is ',' ? 0 : 1;
                _at++;
                return;
            case '-' when IsInFlow && At(_at + 1) is ',' or ']' or '}':
                _output.Insert(_at, "\"");
                _output.Insert(++_at, "\"");
                return;
            case '?' when IsInFlow && !IsBlank(_at + 1):
                _output.Insert(++_at, " ");
                return;
            case '-' or '?' when !IsInFlow && IsBlank(_at + 1):
                _parent = Column;
                _at++;
                return;
            case ':' when !IsInFlow && !IsBlank(_at + 1):
                NoteKey(start);
                ReadPlain();
                Quote(start);
                return;
            case ':' when IsBlank(_at + 1) || IsInFlow:
                _parent = !IsInFlow && _keyStart >= 0 ? _keyStart - _lineStart : _parent;
                _keyStart = -1;
                _at++;
                return;
            default:
                NoteKey(start);
                ReadPlain();
                if (IsInFlow && At(_at - 1) is ':')
                {
                    Quote(start);
                }

                return;
        }
    }

    /// <summary>Records the start of a value that may turn out to be a key.</summary>
    private void NoteKey(int start)
    {
        if (!IsInFlow && _keyStart < 0)
        {
            _keyStart = start;
        }
    }

    private void NextLine()
    {
        _at += At(_at) is '\r' && At(_at + 1) is '\n' ? 2 : _at < _text.Length ? 1 : 0;
        _lineStart = _at;
    }

    private void SkipWhite()
    {
        while (Current is ' ' or '\t')
        {
            _at++;
        }
    }

    private char At(int index) => (uint)index < (uint)_text.Length ? _text[index] : '\0';

    private bool IsBreak(int index) => index >= _text.Length || _text[index] is '\n' || (_text[index] is '\r' && At(index + 1) is '\n');

    private bool IsBlank(int index) => IsBreak(index) || _text[index] is ' ' or '\t';

    private bool IsMarker(int index) =>
        index == _lineStart && _text.AsSpan(Math.Min(index, _text.Length)) is ['-', '-', '-', ..] or ['.', '.', '.', ..] && IsBlank(index + 3);
}
