import { Fragment, memo, type ReactNode } from 'react';
import { richText, type Span } from './markdown';

/** A message's text with its links and the little Markdown in it. */
export const RichText = memo(function RichText({ text }: { text: string }) {
  return <>{richText(text).map(show)}</>;
});

function show(span: Span, index: number): ReactNode {
  switch (span.is) {
    case 'text':
      return <Fragment key={index}>{span.text}</Fragment>;
    case 'code':
      return (
        <code key={index} className="rounded-md bg-ink/8 px-1.5 py-0.5 font-mono text-[0.86em]">
          {span.text}
        </code>
      );
    case 'block':
      return (
        <pre
          key={index}
          className="my-1.5 overflow-x-auto rounded-xl bg-ink/8 px-3 py-2 font-mono text-[0.84em]"
        >
          <code>{span.text}</code>
        </pre>
      );
    case 'link':
      return (
        <a
          key={index}
          href={span.href}
          target="_blank"
          rel="noreferrer noopener"
          className="font-medium text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
        >
          {span.href.replace(/^https?:\/\//, '')}
        </a>
      );
    case 'strong':
      return <strong key={index}>{span.spans.map(show)}</strong>;
    case 'em':
      return <em key={index}>{span.spans.map(show)}</em>;
    case 'del':
      return <del key={index}>{span.spans.map(show)}</del>;
  }
}
