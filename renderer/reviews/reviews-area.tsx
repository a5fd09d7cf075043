import { deferred } from '../ui/deferred.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { Unseen } from '../ui/unseen.tsx';
import { Inbox } from './inbox.tsx';
import { useReviewsArea } from './reviews-state.ts';
import styles from './reviews.module.css';

const PoliciesPage = deferred(() => import('./policies-page.tsx'));
const ReviewPage = deferred(() => import('./review-page.tsx'));

const PARTS = [
  { value: 'inbox', label: 'Reviews' },
  { value: 'policies', label: 'Policies' },
] as const;

/** Who asks for which label to be moved, what the others say to it, and what each label takes. */
export default function ReviewsArea() {
  const part = useReviewsArea((state) => state.part);
  const opened = useReviewsArea((state) => state.opened);
  return (
    <main className={styles.area}>
      <Unseen as="h1">Reviews</Unseen>
      <Tabs
        label="Parts of the reviews"
        value={part}
        tabs={PARTS}
        // The tab of what is open leads back to the list.
        onValueChange={(next) => useReviewsArea.setState({ part: next, opened: null })}
      >
        <TabPanel value="inbox">{opened === null ? <Inbox /> : <ReviewPage key={opened} reviewId={opened} />}</TabPanel>
        <TabPanel value="policies">
          <PoliciesPage />
        </TabPanel>
      </Tabs>
    </main>
  );
}
